/* Holds the map in a frame of its own, so that a run of the page never rebuilds it: hands it commands, tells its clicks. */
export default function (component) {
  const { data, parentElement, tell } = component;
  if (!parentElement.mapFrame || parentElement.mapFrame.mapPage !== data.page) open(parentElement, data);
  const frame = parentElement.mapFrame;
  /* The map reads both when it starts; afterwards it is told. */
  frame.mapHost.tell = (found) => tell("click", found);
  frame.mapHost.command = data.command;
  const app = frame.contentWindow && frame.contentWindow.mapapp;
  if (app && app.map) app.apply(data.command);
}

/* The page is written into the frame before the frame is put in its place: so it leaves no entry in the history. */
function open(parent, data) {
  const before = parent.mapFrame, frame = document.createElement("iframe");
  Object.assign(frame, { title: data.title, mapPage: data.page, mapHost: {} });
  parent.mapFrame = frame;
  fetch(new URL(data.page, document.baseURI))
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
    .then((page) => {
      frame.srcdoc = page;
      if (before && before.isConnected) before.replaceWith(frame);
      else parent.append(frame);
    })
    .catch((error) => {
      const note = document.createElement("p");
      note.textContent = data.failed + " (" + error.message + ")";
      parent.append(note);
    });
}
