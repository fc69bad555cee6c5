// A task's status and priority as 14 px signs.
import type { Category, Priority } from "../lib/payloads";

const RING = { fill: "none", stroke: "currentColor", strokeWidth: 1.6 };

interface StatusGlyphProps {
  category?: Category;
  /** How far through the started statuses, 0–1. */
  part?: number;
  title?: string;
  size?: number;
}

/** Dashed, empty, part-filled, tick or slash. */
export function StatusGlyph({
  category = "unstarted",
  part = 0.5,
  title = "",
  size = 14,
}: StatusGlyphProps) {
  return (
    <svg
      className="status"
      data-category={category}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      role={title ? "img" : undefined}
      aria-label={title || undefined}
      aria-hidden={title ? undefined : true}
    >
      {title && <title>{title}</title>}
      <StatusShape category={category} part={part} />
    </svg>
  );
}

function StatusShape({ category, part }: { category: Category; part: number }) {
  if (category === "done") {
    return (
      <>
        <circle cx="7" cy="7" r="6.8" fill="currentColor" />
        <path
          d="M4.2 7.2 6.2 9.2 9.9 5.2"
          fill="none"
          stroke="var(--surface)"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </>
    );
  }
  return (
    <>
      <circle
        cx="7"
        cy="7"
        r="6"
        {...RING}
        strokeDasharray={category === "backlog" ? "2.2 2.2" : undefined}
      />
      {category === "started" && <path d={slice(part)} fill="currentColor" />}
      {category === "cancelled" && (
        <path d="M4.2 9.8 9.8 4.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      )}
    </>
  );
}

function slice(part: number): string {
  const share = Math.min(0.92, Math.max(0.08, part));
  const angle = share * 2 * Math.PI;
  const [x, y] = [7 + 3.6 * Math.sin(angle), 7 - 3.6 * Math.cos(angle)];
  return `M7 7 L7 3.4 A3.6 3.6 0 ${share > 0.5 ? 1 : 0} 1 ${x} ${y} Z`;
}

export const PRIORITIES = ["No priority", "Urgent", "High", "Normal", "Low"];
const BARS = [0, 0, 3, 2, 1];

export function priorityName(priority: Priority): string {
  return PRIORITIES[priority] ?? "No priority";
}

/** Urgent is a red mark, the others are one to three bars. */
export function PriorityGlyph({ priority = 0 }: { priority?: Priority }) {
  const name = priorityName(priority);
  const size = { width: 14, height: 14, viewBox: "0 0 14 14" };
  if (priority === 1) {
    return (
      <svg {...size} role="img" aria-label={name} className="is-red">
        <title>{name}</title>
        <rect x="1" y="1" width="12" height="12" rx="3" fill="currentColor" />
        <path d="M7 3.6v4" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
        <circle cx="7" cy="10.2" r="1.05" fill="var(--surface)" />
      </svg>
    );
  }
  return (
    <svg {...size} role="img" aria-label={name}>
      <title>{name}</title>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 4.5}
          y={9 - bar * 3.5}
          width="3"
          height={4 + bar * 3.5}
          rx="1"
          fill={bar < (BARS[priority] ?? 0) ? "var(--ink-2)" : "var(--track)"}
        />
      ))}
    </svg>
  );
}
