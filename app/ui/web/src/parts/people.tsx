// People as initials on a steady hue.
import type { CSSProperties } from "react";
import type { Person } from "../lib/payloads";

const MOST_SHOWN = 3;

export function Avatar({ person, big = false }: { person?: Person | null; big?: boolean }) {
  if (!person) return null;
  const gone = person.is_active === false ? " gone" : "";
  return (
    <span
      className={`avatar${big ? " big" : ""}${gone}`}
      style={{ "--hue": person.hue } as CSSProperties}
      title={person.name}
      data-initials={person.initials}
    >
      <span className="sr">{person.name}</span>
    </span>
  );
}

export function Avatars({ people = [] }: { people?: Person[] }) {
  const more = people.slice(MOST_SHOWN);
  return (
    <span className="avatars" data-others={people.length > 1 ? people.length - 1 : undefined}>
      {people.slice(0, MOST_SHOWN).map((person) => (
        <Avatar key={person.id} person={person} />
      ))}
      {more.length > 0 && (
        <span className="hint" title={more.map((person) => person.name).join(", ")}>
          +{more.length}
        </span>
      )}
    </span>
  );
}
