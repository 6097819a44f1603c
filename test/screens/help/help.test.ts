import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loader } from "../../../app/routes/help.ts";
import { helpPages } from "../../../app/routes/help-pages.server.ts";
import { unprovedClaims } from "./claims.ts";

const README = new URL("../../../README.md", import.meta.url);

/** The document of a page, as somebody without an account gets it. */
function open(page: string | undefined): Response {
  const request = new Request(`https://handoff.example.com/help/${page ?? ""}`);
  return loader({ params: page === undefined ? {} : { page }, request, context: {} as never }); // help asks no service
}

async function dataOf(page: string): Promise<Record<string, unknown>> {
  const html = await open(page).text();
  const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json) as Record<string, unknown>; // the assertions look at it
}

describe("the help that everybody can read (S50)", () => {
  it("is told to search engines as an article, as steps, or as questions with their answers", async () => {
    const data = await Promise.all(helpPages.map(({ name }) => dataOf(name)));
    expect(new Set(data.map((each) => each["@type"]))).toEqual(
      new Set(["Article", "HowTo", "FAQPage"]),
    );
    for (const [at, each] of data.entries()) {
      const page = helpPages[at];
      expect(each).toMatchObject({
        "@context": "https://schema.org",
        url: `https://handoff.example.com/help/${page?.name ?? ""}`,
        dateModified: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      });
      expect(each["headline"] ?? each["name"]).toBe(page?.title);
      expect(page?.title).toMatch(/^.{5,60}$/);
    }
  });

  it("has a text for every step and an answer for every question", async () => {
    const questions = await dataOf("questions");
    for (const each of questions["mainEntity"] as readonly object[]) {
      expect(each).toMatchObject({
        "@type": "Question",
        name: expect.stringMatching(/\?$/) as string,
        acceptedAnswer: { "@type": "Answer", text: expect.stringMatching(/\S{2}/) as string },
      });
    }
    const steps = (await dataOf("heal-what-webhooks-missed"))["step"] as readonly object[];
    expect(steps.length).toBeGreaterThan(2);
    for (const [at, each] of steps.entries()) {
      expect(each).toMatchObject({
        "@type": "HowToStep",
        position: at + 1,
        text: expect.stringMatching(/\S{2}/) as string,
      });
    }
  });

  it("runs no script, and leads to its first page from an address that it does not have", () => {
    expect(open("questions").headers.get("content-security-policy")).not.toContain("script-src");
    expect(open("questions").headers.get("content-security-policy")).toContain(
      "default-src 'none'",
    );
    for (const page of [undefined, "nothing", "../etc"]) {
      expect(open(page).headers.get("location")).toBe(`/help/${helpPages[0]?.name ?? ""}`);
    }
  });

  it("claims no figure that nobody can check, and neither does the README", () => {
    const texts = helpPages.flatMap(({ description, opening, sections }) => [
      description,
      opening,
      ...sections.map(({ text }) => text),
    ]);
    expect([...texts, readFileSync(README, "utf8")].flatMap(unprovedClaims)).toEqual([]);
  });

  it("would notice an invented figure", () => {
    const invented = [
      "Merchants save 40 % of their time.",
      "It is up to ten times faster than others.",
      "Studies show that most orders break at delivery.",
    ];
    expect(invented.flatMap(unprovedClaims)).toEqual(invented);
    expect(unprovedClaims("A claim costs 1.2 times as much (`npm run bench -- lanes`).")).toEqual(
      [],
    );
  });
});
