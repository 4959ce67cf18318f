// The wiring of phones, and the gateway's certificates. They are read on request, because they change slowly.
import { byId, element, setText } from "./dom.js";
import { send } from "./key.js";

export function prepareWiring() {
  prepare("wiring", "/api/wiring", report => report.text);
  prepare("certificates", "/api/certificates", reports => reports.length === 0
    ? ["The gateway has no certificate of its own: https is not configured."]
    : reports.flatMap(report => report.text));
}

function prepare(name, path, linesOf) {
  const dialog = byId(name);
  const lines = byId(`${name}-lines`);
  const problem = byId(`${name}-error`);
  byId(`${name}-close`).addEventListener("click", () => dialog.close());
  byId(`${name}-open`).addEventListener("click", async () => {
    lines.replaceChildren();
    setText(problem, "");
    dialog.showModal();
    try {
      const answer = await send(path);
      if (!answer.ok) {
        throw new Error(`it answered ${answer.status}`);
      }

      lines.replaceChildren(...linesOf(await answer.json()).map(line => element("li", { textContent: line })));
    } catch (error) {
      setText(problem, `The gateway did not answer: ${error.message}.`);
    }
  });
}
