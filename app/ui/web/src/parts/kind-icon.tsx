// What kind of thing a line is about.
import {
  CircleDashed,
  FileText,
  Folder,
  Layers,
  List,
  MessageSquare,
  Target,
  User,
  type LucideIcon,
} from "lucide-react";

const KINDS: Record<string, LucideIcon> = {
  task: CircleDashed,
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
