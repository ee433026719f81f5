// A number of bytes as people say it, in the language of the page.

const GIGA = 1_000_000_000;

export function inMegabytes(bytes: number): string {
  const isLarge = bytes >= GIGA;
  const number = new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: isLarge ? "gigabyte" : "megabyte",
    maximumFractionDigits: isLarge ? 0 : 1,
  });
  return number.format(isLarge ? bytes / GIGA : Math.max(0.1, bytes / 1_000_000));
}
