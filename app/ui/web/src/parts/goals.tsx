// How a goal stands: a word with its shape, and a bar.

const WORDS: Record<string, string> = {
  on_track: "On track",
  at_risk: "At risk",
  off_track: "Off track",
  no_data: "No data",
  no_period: "No period",
  achieved: "Achieved",
  missed: "Missed",
  dropped: "Dropped",
  planned: "Planned",
};

export function Health({ health = "no_data" }: { health?: string }) {
  return (
    <span className="health" data-health={health}>
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        <HealthShape health={health} />
      </svg>
      {WORDS[health] ?? WORDS.no_data}
    </span>
  );
}

function HealthShape({ health }: { health: string }) {
  if (health === "off_track" || health === "missed") {
    return <rect x="1" y="1" width="8" height="8" rx="1" fill="currentColor" />;
  }
  if (health === "at_risk") return <path d="M5 .8 9.4 9H.6Z" fill="currentColor" />;
  if (health === "on_track" || health === "achieved") {
    return <circle cx="5" cy="5" r="4.2" fill="currentColor" />;
  }
  return (
    <circle
      cx="5"
      cy="5"
      r="3.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2 1.6"
    />
  );
}

interface GoalBarProps {
  /** Percent; null where there is no data. */
  actual?: number | null;
  /** Percent where it should be today. */
  expected?: number | null;
  health?: string;
  label?: string;
  small?: boolean;
}

/** Fill is where it is, the tick where it should be today. */
export function GoalBar({
  actual = null,
  expected = null,
  health = "no_data",
  label = "",
  small = false,
}: GoalBarProps) {
  const words = label || (actual === null ? "no data" : `${Math.round(actual)} %`);
  return (
    <span
      className={`goalbar${small ? " small" : ""}${actual === null ? " goalbar-none" : ""}`}
      data-health={health}
      role="img"
      aria-label={words}
    >
      <span className="goalbar-track">
        {actual !== null && <span className="goalbar-fill" style={{ width: percent(actual) }} />}
        {expected !== null && <span className="goalbar-tick" style={{ left: percent(expected) }} />}
      </span>
      {label && (
        <span className="goalbar-label" aria-hidden="true">
          {label}
        </span>
      )}
    </span>
  );
}

function percent(value: number): string {
  return `${Math.min(100, Math.max(0, value))}%`;
}
