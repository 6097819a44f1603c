const POLL_MILLISECONDS = 1_000;

/** Keeps the part marked `data-live` fresh; leaves it alone while a person types in it. */
async function refresh(part: HTMLElement): Promise<void> {
  const response = await fetch(location.href, { headers: { "x-fragment": "1" } });
  if (!response.ok) return;
  const html = await response.text();
  const isBusy =
    part.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
  if (html !== part.dataset["html"] && !isBusy) {
    part.dataset["html"] = html;
    part.innerHTML = html;
  }
}

for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
  setInterval(() => {
    if (!document.hidden) void refresh(part).catch(() => undefined);
  }, POLL_MILLISECONDS);
}
