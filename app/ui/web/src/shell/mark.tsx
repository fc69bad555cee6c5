/** The product's mark. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1 19 10 10 19 1 10Z" fill="currentColor" opacity="0.22" />
      <path d="M10 5.2 14.8 10 10 14.8 5.2 10Z" fill="currentColor" />
    </svg>
  );
}
