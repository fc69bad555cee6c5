// The height of rows is a person's setting, kept on the page's root.
import { useEffect, useState } from "react";

const HEIGHTS: Record<string, number> = { compact: 30, normal: 36, comfortable: 44 };
const NORMAL = 36;

const read = () => HEIGHTS[document.documentElement.dataset.rows ?? ""] ?? NORMAL;

export function useRowHeight(): number {
  const [height, setHeight] = useState(NORMAL);
  useEffect(() => {
    const look = () => setHeight(read());
    look();
    const watch = new MutationObserver(look);
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-rows"] });
    return () => watch.disconnect();
  }, []);
  return height;
}
