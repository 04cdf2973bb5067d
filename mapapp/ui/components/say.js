/* Before each component's script: how it speaks. WORDS, by language and key, stands above; `n` tells one from many. */
const speaker = (lang) => (key, values = {}) => {
  const found = WORDS[lang][key];
  const words = Array.isArray(found) ? found[values.n === 1 ? 0 : 1] : found;
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
};
