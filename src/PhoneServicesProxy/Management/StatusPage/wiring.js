// How phones are wired: read when somebody asks, for it changes slowly.
import { byId, element, setText } from "./dom.js";
import { send } from "./key.js";

export function prepareWiring() {
  const dialog = byId("wiring");
  byId("wiring-close").addEventListener("click", () => dialog.close());
  byId("wiring-open").addEventListener("click", async () => {
    byId("wiring-lines").replaceChildren();
    setText(byId("wiring-error"), "");
    dialog.showModal();
    try {
      const answer = await send("/api/wiring");
      if (!answer.ok) {
        throw new Error(`it answered ${answer.status}`);
      }

      byId("wiring-lines").replaceChildren(...(await answer.json()).text.map(line => element("li", { textContent: line })));
    } catch (error) {
      setText(byId("wiring-error"), `The gateway did not answer: ${error.message}.`);
    }
  });
}
