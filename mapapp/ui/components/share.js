/* The share button; it stands on every page, so it also says which language the page speaks. */
export default function (component) {
  const { data, parentElement: root } = component;
  const say = speaker(data.lang), button = root.querySelector(".share");
  document.documentElement.lang = data.tag;
  if (!button) return;
  button.textContent = say("share");
  button.title = say("hint");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = say("copied");
      setTimeout(() => { button.textContent = say("share"); }, 1600);
    } catch (error) {
      /* without a secure page browsers refuse to copy: show the address to be copied by hand */
      const field = document.createElement("input");
      field.className = "address";
      field.readOnly = true;
      field.value = location.href;
      field.setAttribute("aria-label", say("link"));
      button.replaceWith(field);
      field.select();
    }
  };
}
