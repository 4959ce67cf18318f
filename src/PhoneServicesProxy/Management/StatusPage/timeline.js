// What has happened, the latest first.
import { byId, element } from "./dom.js";
import { clock } from "./words.js";

const kept = 200;
let latest = 0;

export function addEvent(event) {
  // A gateway that was started anew counts from the beginning.
  if (event.kind === "started") {
    latest = 0;
  }

  if (event.id <= latest) {
    return;
  }

  latest = event.id;
  const at = new Date(event.at);
  const time = element("time", { dateTime: event.at, textContent: clock(at), title: at.toLocaleString() });
  const item = element("li", {}, time, element("span", { textContent: event.text }));
  item.dataset.state = event.condition ?? event.state ?? event.kind;
  const list = byId("timeline");
  list.prepend(item);
  while (list.children.length > kept) {
    list.lastChild.remove();
  }
}
