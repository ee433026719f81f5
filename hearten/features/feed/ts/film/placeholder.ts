// Paints a film's colours, as a few soft cells, while its still is on the way. The format is the transcoder's.

const SHAPE = /^([1-9])x([1-9]):((?:[0-9a-f]{3})+)$/;

export function paint(stage: HTMLElement): void {
  const [, columns, rows, digits] = SHAPE.exec(stage.dataset["placeholder"] ?? "") ?? [];
  if (!columns || !rows || digits?.length !== Number(columns) * Number(rows) * 3) return;
  const canvas = document.createElement("canvas");
  canvas.className = "short__still";
  canvas.width = Number(columns);
  canvas.height = Number(rows);
  const brush = canvas.getContext("2d");
  if (!brush) return;
  for (let cell = 0; cell * 3 < digits.length; cell += 1) {
    brush.fillStyle = `#${digits.slice(cell * 3, cell * 3 + 3)}`;
    brush.fillRect(cell % canvas.width, Math.floor(cell / canvas.width), 1, 1);
  }
  canvas.setAttribute("aria-hidden", "true");
  stage.prepend(canvas);
}
