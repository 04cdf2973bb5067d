/* What Streamlit holds of every component: it sends this along with each answer, so it only fetches the real one, once.
 * The address comes with the data, because it is made from the content behind it. */
export default function (component) {
  import(new URL(component.data.module, document.baseURI).href).then((part) => part.draw(component));
}
