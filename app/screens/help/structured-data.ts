import type { HelpPage, HelpSection } from "./help-page.ts";

/** The page as schema.org describes it (Article, HowTo, FAQPage), for JSON-LD. */
export function structuredData(page: HelpPage, url: string): object {
  const { title, description, date } = page;
  const common = { "@context": "https://schema.org", url, inLanguage: "en", dateModified: date };
  switch (page.kind) {
    case "article":
      return {
        ...common,
        "@type": "Article",
        headline: title,
        description,
        datePublished: date,
        author: { "@type": "Organization", name: "Handoff" },
        articleSection: page.sections.map(({ heading }) => heading),
      };
    case "how_to":
      return {
        ...common,
        "@type": "HowTo",
        name: title,
        description,
        step: page.sections.map(step),
      };
    case "questions":
      return {
        ...common,
        "@type": "FAQPage",
        name: title,
        mainEntity: page.sections.map(question),
      };
  }
}

function step({ heading, text }: HelpSection, at: number): object {
  return { "@type": "HowToStep", position: at + 1, name: heading, text };
}

function question({ heading, text }: HelpSection): object {
  return {
    "@type": "Question",
    name: heading,
    acceptedAnswer: { "@type": "Answer", text },
  };
}
