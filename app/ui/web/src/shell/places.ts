// The places every workspace has.
import {
  FileText,
  House,
  Inbox,
  MessageCircleQuestion,
  NotebookText,
  Target,
  type LucideIcon,
} from "lucide-react";

export interface MainPlace {
  to: string;
  label: string;
  icon: LucideIcon;
  /** The key that leads here after g. */
  key: string;
}

export const PLACES: MainPlace[] = [
  { to: "/", label: "Home", icon: House, key: "h" },
  { to: "/inbox", label: "Inbox", icon: Inbox, key: "i" },
  { to: "/goals", label: "Goals", icon: Target, key: "g" },
  { to: "/docs", label: "Docs", icon: FileText, key: "d" },
  { to: "/ask", label: "Ask", icon: MessageCircleQuestion, key: "a" },
  { to: "/summaries", label: "Summaries", icon: NotebookText, key: "s" },
];

export const PAGES = [
  ...PLACES,
  { to: "/archive", label: "Archive" },
  { to: "/trash", label: "Trash" },
  { to: "/settings", label: "Settings" },
];

/** The page is this place or stands below it. */
export function isHere(pathname: string, to: string): boolean {
  return pathname === to || (to !== "/" && pathname.startsWith(`${to}/`));
}
