/* What Streamlit holds of every component: it sends this along with each answer, so it only fetches the real one, once.
 * The address comes with the data, because it is made from the content behind it. A server that is away for a moment is
 * asked again. */
export default function (component) {
  const load = (tries) =>
    import(new URL(component.data.module, document.baseURI).href).catch((error) => {
      if (tries <= 1) throw error;
      return new Promise((resolve) => setTimeout(resolve, 1000)).then(() => load(tries - 1));
    });
  load(3).then(
    (part) => part.draw(component),
    (error) => console.error(error),
  );
}
