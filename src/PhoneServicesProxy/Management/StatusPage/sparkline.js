// The last minutes of one service: presses answered, presses answered by another node, and presses lost.

const svg = "http://www.w3.org/2000/svg";
const height = 24;
const columns = 100;

export class Sparkline {
  constructor() {
    this.element = document.createElementNS(svg, "svg");
    this.element.setAttribute("viewBox", `0 0 ${columns} ${height}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("aria-hidden", "true");
    this.paths = ["answered", "saved", "lost"].map(name => {
      const path = document.createElementNS(svg, "path");
      path.setAttribute("class", name);
      return this.element.appendChild(path);
    });
  }

  draw(series) {
    const seconds = series.answered.length;
    const width = Math.ceil(seconds / columns);
    const sums = Array.from({ length: Math.ceil(seconds / width) }, (_, column) => {
      const sum = values => values.slice(column * width, (column + 1) * width).reduce((a, b) => a + b, 0);
      return { answered: sum(series.answered), saved: sum(series.saved), lost: sum(series.lost) };
    });
    const highest = Math.max(1, ...sums.map(column => column.answered + column.lost));
    const scale = value => value === 0 ? 0 : Math.max(2, value / highest * height);
    const bars = part => sums.map((column, x) => bar(x, 0, scale(part(column)))).join("");
    this.paths[0].setAttribute("d", bars(column => column.answered));
    this.paths[1].setAttribute("d", bars(column => column.saved));
    this.paths[2].setAttribute("d", sums.map((column, x) => bar(x, 0, scale(column.lost))).join(""));
  }
}

const bar = (x, bottom, tall) => tall === 0 ? "" : `M${x} ${height - bottom}v${-tall}h1v${tall}z`;
