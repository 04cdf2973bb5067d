/* Holds the map in a frame of its own, so that a run of the page never rebuilds it: hands it commands, tells its clicks. */
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let frame = parentElement.querySelector("iframe");
  if (!frame || frame.mapPage !== data.page) {
    const fresh = document.createElement("iframe");
    fresh.title = data.title;
    fresh.mapPage = data.page;
    fresh.srcdoc = data.page;
    fresh.mapHost = {};
    if (frame) frame.replaceWith(fresh);
    else parentElement.append(fresh);
    frame = fresh;
  }
  /* The map reads both when it starts; afterwards it is told. */
  /* A state and not a trigger: a trigger that waits behind another run is lost when a third one comes. */
  frame.mapHost.tell = (found) => setStateValue("click", found);
  frame.mapHost.command = data.command;
  const app = frame.contentWindow && frame.contentWindow.mapapp;
  if (app && app.map) app.apply(data.command);
}
