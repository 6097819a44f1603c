import type { NavigationLink } from "../messages.ts";

/** The app's links under its name; its home is the name itself. */
export function drawNavigation(
  links: readonly NavigationLink[],
  go: (href: string) => Promise<void>,
): void {
  const place = document.querySelector("[data-app-navigation]");
  place?.replaceChildren(
    ...links
      .filter((link) => !link.isHome)
      .map(({ href, text }) => {
        const item = document.createElement("li");
        const anchor = document.createElement("a");
        anchor.href = href;
        anchor.dataset["href"] = href;
        anchor.textContent = text;
        const path = location.pathname.replace(/^\/store\/[^/]+\/apps\/[^/]+/, "");
        if (path === href || path.startsWith(`${href}/`))
          anchor.setAttribute("aria-current", "page");
        anchor.addEventListener("click", (event) => {
          event.preventDefault();
          void go(href);
        });
        item.append(anchor);
        return item;
      }),
  );
}
