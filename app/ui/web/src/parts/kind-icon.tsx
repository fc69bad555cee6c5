// What kind of thing a line is about.
import {
  FileText,
  Folder,
  Layers,
  List,
  MessageSquare,
  SquareCheck,
  Target,
  User,
  type LucideIcon,
} from "lucide-react";

const KINDS: Record<string, LucideIcon> = {
  // Not a ring: rings are statuses.
  task: SquareCheck,
  comment: MessageSquare,
  doc: FileText,
  goal: Target,
  list: List,
  folder: Folder,
  space: Layers,
  user: User,
  person: User,
};

export function KindIcon({ kind, size = 14 }: { kind: string; size?: number }) {
  const Icon = KINDS[kind] ?? FileText;
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}
