// A part of a file that is kept whole (RFC 9110, 14).

export async function part(whole: Response, asked: string | null): Promise<Response> {
  const range = /^bytes=(\d*)-(\d*)$/.exec(asked ?? "");
  if (!range || (range[1] === "" && range[2] === "")) return whole;
  const body = await whole.blob();
  const [from, to] = bounds(range[1] ?? "", range[2] ?? "", body.size);
  if (from >= body.size || from > to) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  }
  const type = whole.headers.get("Content-Type") ?? body.type;
  return new Response(body.slice(from, to + 1, type), {
    status: 206,
    statusText: "Partial Content",
    headers: {
      "Content-Type": type,
      "Content-Range": `bytes ${from}-${to}/${body.size}`,
      "Content-Length": String(to - from + 1),
      "Accept-Ranges": "bytes",
    },
  });
}

/** "-500" means the last 500 bytes; "500-" all after the first 500. */
function bounds(first: string, last: string, size: number): [number, number] {
  if (first === "") return [Math.max(0, size - Number(last)), size - 1];
  return [Number(first), last === "" ? size - 1 : Math.min(Number(last), size - 1)];
}
