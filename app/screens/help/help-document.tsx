import type { HelpPage } from "./help-page.ts";
import { structuredData } from "./structured-data.ts";

export interface HelpDocumentProps {
  readonly page: HelpPage;
  /** Its own address. */
  readonly url: string;
  /** The page's Markdown as HTML. */
  readonly html: string;
  readonly all: readonly HelpPage[];
  readonly stylesheet: string;
}

/** A page of help as a whole document: it is read without Shopify's admin, and needs no script. */
export function HelpDocument({ page, url, html, all, stylesheet }: HelpDocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${page.title} · Handoff`}</title>
        <meta name="description" content={page.description} />
        <link rel="canonical" href={url} />
        <link rel="stylesheet" href={stylesheet} />
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: scriptSafe(structuredData(page, url)) }}
        />
      </head>
      <body>
        <nav aria-label="Help">
          <strong>Handoff help</strong>
          <ul>
            {all.map(({ name, title }) => (
              <li key={name}>
                <a href={`/help/${name}`} aria-current={name === page.name ? "page" : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          <h1>{page.title}</h1>
          <p className="lead">{page.description}</p>
          <div dangerouslySetInnerHTML={{ __html: html }} />
          <footer>
            Last changed <time dateTime={page.date}>{page.date}</time>
          </footer>
        </main>
      </body>
    </html>
  );
}

/** JSON that cannot end the script element around it. */
function scriptSafe(value: object): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}
