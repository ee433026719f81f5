"""What a page looks like, in figures that are the same on every machine: no letter of a font is measured."""

KINDS = """
const SIZES = ["font-size", "font-weight", "line-height", "letter-spacing", "padding-block-start", "padding-block-end",
  "padding-inline-start", "padding-inline-end", "margin-block-start", "row-gap", "column-gap",
  "border-block-start-width", "border-inline-start-width", "border-start-start-radius", "border-end-end-radius",
  "min-block-size", "text-align", "font-family"];
const COLOURS = ["color", "background-color", "border-block-start-color", "border-inline-start-color", "box-shadow",
  "outline-color", "text-decoration-color", "accent-color", "stroke"];
"""
# One line for each kind of part: its name and all its figures. The parts whose tags alone say how they look are in it.
LOOK = (
    KINDS
    + """
function look(of) {
  const found = {};
  const asItPlays = ".short__caption, .short__caption span, .short__time, .short__still, .short__play"; // come and go
  const take = (one, part) => {
    const name = (one.getAttribute("class") ?? "").split(/\\s+/).filter(Boolean).sort().join(".");
    const key = (name ? "." + name : one.localName) + (one.closest(".night") ? " at night" : "") + part;
    if (one.matches(asItPlays) || key in found || !one.checkVisibility()) return;
    if (one.closest("svg, head") !== null && one.localName !== "svg") return;
    const style = getComputedStyle(one, part || null);
    if (part && style.content === "none") return;
    const rounded = value => value.replace(/\\d+\\.\\d+(?=px)/g, n => (+n).toFixed(1));
    found[key] = of.map(name => rounded(style.getPropertyValue(name))).join(" | ");
  };
  for (const one of document.querySelectorAll("body, body *"))
    for (const part of ["", "::before", "::after"]) take(one, part);
  return found;
}
"""
)
SEEN = f"of => {{ {LOOK} return look(of === 'colours' ? COLOURS : SIZES) }}"
# Each value everything is made of, set to another one: those that change nothing would not be missed.
UNMISSED = f"""names => {{ {LOOK}
  const whole = () => JSON.stringify(look([...SIZES, ...COLOURS]));
  const before = whole(), nights = [document.documentElement, ...document.querySelectorAll(".night")];
  const other = name => /^--(own-)?(sans|serif|mono)$/.test(name) ? "fantasy" : name === "--shadow" ? "0 0 3px #123456"
    : /^#|^rgb/.test(getComputedStyle(document.documentElement).getPropertyValue(name).trim()) ? "#123456" : "41px";
  return names.filter(name => {{
    const value = other(name);
    for (const one of nights) one.style.setProperty(name, value);
    const same = whole() === before;
    for (const one of nights) one.style.removeProperty(name);
    return same;
  }});
}}"""
# Words, each with its colour and all the grounds beneath it down to one that lets nothing through.
INKS = """() => {
  const channels = colour => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const found = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const one = words.currentNode.parentElement, said = words.currentNode.textContent.trim();
    if (!said || !one.checkVisibility() || one.closest(".visually-hidden, .skip, :disabled, option")) continue;
    const grounds = [];
    for (let on = one; on; on = on.parentElement) {
      const ground = channels(getComputedStyle(on).backgroundColor);
      if (ground[3] === 0) continue;
      grounds.push(ground);
      if (ground.length === 3 || ground[3] === 1) break;
    }
    found.push([said.slice(0, 30), channels(getComputedStyle(one).color), grounds]);
  }
  return found;
}"""
# Words that lie on other words.
CROSSED = """() => {
  const lines = [];
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode, one = node.parentElement;
    if (!node.textContent.trim() || !one.checkVisibility() || one.closest(".visually-hidden, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push([box, node.textContent.trim().slice(0, 25)]);
  }
  const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 * Math.min(a.height, b.height);
  return lines.flatMap(([box, said], at) => lines.slice(at + 1).filter(([other]) => cross(box, other))
    .map(([, also]) => `${said} × ${also}`));
}"""
