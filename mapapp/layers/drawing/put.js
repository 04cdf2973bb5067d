/* Putting a project: one click sets the pin, dragging moves it, and a circle shows how far it may be off. */
import { t } from "../map/words.js";

const LOOK = { color: "#c2410c", weight: 1.5, dashArray: "4 4", fillColor: "#c2410c", fillOpacity: 0.1 };
const DECIMALS = 6;
const round = (degrees) => Number(degrees.toFixed(DECIMALS));

/** Return the tool. @param {any} map @param {any} _edit @param {(said: any) => void} tell */
export function putTool(map, _edit, tell) {
  const icon = L.divIcon({ className: "pin", iconSize: [28, 36], iconAnchor: [14, 34] });
  if (!map.getPane("drawn")) map.createPane("drawn").style.zIndex = "640";
  const pin = L.marker([0, 0], { draggable: true, icon, keyboard: true, alt: t("pin"), title: t("pin") });
  const renderer = L.svg({ pane: "drawn" });
  const circle = L.circle([0, 0], { ...LOOK, radius: 1, interactive: false, pane: "drawn", renderer });

  const put = (at, told) => {
    pin.setLatLng(at);
    circle.setLatLng(at);
    if (!map.hasLayer(pin)) pin.addTo(map);
    if (told) tell({ at: [round(at.lng), round(at.lat)] });
  };
  const onClick = (event) => put(event.latlng, true);
  pin.on("drag", () => circle.setLatLng(pin.getLatLng()));
  pin.on("dragend", () => put(pin.getLatLng(), true));
  map.on("click", onClick);

  return {
    show(edit) {
      if (edit.at && !map.hasLayer(pin)) put(L.latLng(edit.at[1], edit.at[0]), false);
      circle.setRadius(edit.accuracy_m || 1);
      if (edit.accuracy_m && map.hasLayer(pin)) circle.addTo(map);
      else circle.remove();
    },
    leave() {
      map.off("click", onClick);
      pin.remove();
      circle.remove();
      renderer.remove();
    },
  };
}
