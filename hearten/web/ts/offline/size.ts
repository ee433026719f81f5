// A number of bytes as people say it, in the language of the page.

export function inMegabytes(bytes: number): string {
  const number = new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  });
  return number.format(Math.max(0.1, bytes / 1_000_000));
}
