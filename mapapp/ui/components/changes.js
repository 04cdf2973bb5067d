/* Asks every few seconds whether somebody changed something, and offers to show it; until then nothing on the page moves.
 *
 * A page nobody looks at does not ask. */
const EVERY_MS = 4000;

let ears = new AbortController();

export default function (component) {
  const { data, parentElement, tell } = component;
  const bar = parentElement.querySelector(".changes"), say = speaker(data.lang);
  ears.abort();
  ears = new AbortController();
  const signal = ears.signal;
  const show = (revision) => {
    const fresh = revision === data.revision;
    if (bar.hidden === fresh) return;
    bar.hidden = fresh;
    bar.replaceChildren();
    if (fresh) return;
    const words = document.createElement("span"), button = document.createElement("button");
    words.textContent = say("changed");
    button.type = "button";
    button.textContent = say("load");
    button.addEventListener("click", () => {
      button.disabled = true;
      tell("load", revision);
    });
    bar.append(words, button);
  };
  const ask = async () => {
    if (document.hidden || signal.aborted) return;
    try {
      const answer = await fetch(new URL(data.url, document.baseURI), { signal, cache: "no-store" });
      if (answer.ok) show((await answer.json()).revision);
    } catch (error) {
      /* the server is away or the page is drawn anew: the next question will tell */
    }
  };
  bar.hidden = true;
  bar.replaceChildren();
  const clock = setInterval(ask, EVERY_MS);
  signal.addEventListener("abort", () => clearInterval(clock));
  document.addEventListener("visibilitychange", ask, { signal });
}
