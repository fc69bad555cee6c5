// What the API answers is described once, in api.d.ts: nothing here says it again by hand.
import { expect, test } from "bun:test";
import { Glob } from "bun";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const SRC = join(import.meta.dir, "../src");
const FILES = [...new Glob("**/*.{ts,tsx}").scanSync(SRC)].filter((one) => !one.endsWith(".d.ts"));
const textOf = (file: string) => readFileSync(join(SRC, file), "utf8");

test("whatever is read over the API has the shape its description tells", () => {
  const described = /^(Schema<"\w+">|ListPayload \| ListDelta|Vocabulary)$/;
  const read = FILES.filter((file) => file !== "lib/http.ts").flatMap((file) =>
    [...textOf(file).matchAll(/\b(?:get|post)Json<((?:[^<>]|<[^<>]*>)+)>/g)].map(
      ([, type = ""]) => type,
    ),
  );

  expect(read.length).toBeGreaterThan(8);
  expect(read.filter((type) => !described.test(type))).toEqual([]);
});

test("names of the API's shapes are short names, nothing more", () => {
  const names = textOf("lib/payloads.ts").match(/^export (type|interface) .*$/gm) ?? [];

  expect(names.length).toBeGreaterThan(8);
  expect(
    names.filter((line) => !/= (Schema<"\w+">|Schemas\[Name\]|TaskRow\["priority"\]);$/.test(line)),
  ).toEqual([]);
  expect(textOf("filters/vocabulary.ts")).toContain(
    'export type Vocabulary = Schema<"FilterVocabulary">',
  );
});
