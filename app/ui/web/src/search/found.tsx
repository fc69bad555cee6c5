// What was found: things that are called so, then records, each with the stretches that say it.
import { Link } from "react-router";
import { dayWords } from "../lib/days";
import { titleOf } from "../lib/items";
import type { Schema } from "../lib/payloads";
import type { Suggestion } from "../lib/suggestions";
import { KindIcon } from "../parts/kind-icon";
import { Marked } from "../parts/marked";

type Hit = Schema<"Hit">;

export function Names({ names, words }: { names: Suggestion[]; words: string }) {
  if (!names.length) return null;
  return (
    <section aria-labelledby="search-names">
      <h2 id="search-names">Called so</h2>
      <ul className="found-names">
        {names.map((one) => (
          <li key={`${one.kind}${one.id}`}>
            <Link to={one.url} className="chip">
              <KindIcon kind={one.kind} />
              <span className="cut" dir="auto">
                <Marked text={one.title} words={words} />
              </span>
              {one.place && <span className="hint cut">{one.place}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Records({ hits, words }: { hits: Hit[]; words: string }) {
  if (!hits.length) return null;
  return (
    <section aria-label="Found">
      <ul className="found">
        {hits.map((hit) => (
          <li key={hit.record}>
            <Record hit={hit} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Record({ hit, words }: { hit: Hit; words: string }) {
  const stretches = [hit, ...hit.more].filter(({ snippet }) => snippet && snippet !== titleOf(hit));
  return (
    <article>
      <h3>
        <KindIcon kind={hit.record.split(":")[0] ?? hit.kind} size={15} />
        {hit.key && <span className="key">{hit.key}</span>}
        <Link to={hit.url.split("#")[0] ?? hit.url} className="cut" dir="auto">
          <Marked text={titleOf(hit)} words={words} />
        </Link>
        {hit.place && <span className="hint cut">{hit.place}</span>}
      </h3>
      {stretches.map((one) => (
        <Link key={`${one.kind}${one.id}${one.snippet}`} to={one.url} className="found-stretch">
          <span dir="auto">
            <Marked text={one.snippet} words={words} />
          </span>
          <span className="hint num">
            {one.kind === "comment" && one.author ? `${one.author}, ` : ""}
            {dayWords(one.at.slice(0, 10))}
          </span>
        </Link>
      ))}
    </article>
  );
}
