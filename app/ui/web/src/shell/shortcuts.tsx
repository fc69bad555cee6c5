// The list of keys.
import * as Dialog from "@radix-ui/react-dialog";
import { useFocusBack } from "../lib/focus-back";

const KEYS: [string, [string, string][]][] = [
  [
    "Everywhere",
    [
      ["ctrl k", "Go anywhere, do anything"],
      ["/", "Ask or search"],
      ["ctrl z", "Take your last change back"],
      ["ctrl shift z", "Do it again"],
      ["[", "Fold the sidebar"],
      ["]", "About this page"],
      ["g h", "Home"],
      ["g i", "Inbox"],
      ["g g", "Goals"],
      ["g d", "Docs"],
      ["g a", "Ask"],
      ["g s", "Summaries"],
      ["?", "These keys"],
    ],
  ],
  [
    "In a list",
    [
      ["j k", "Next, previous task"],
      ["enter", "Open it"],
      ["c", "New task"],
      ["x", "Select it"],
      ["f", "Filter by words"],
      ["F", "Add a filter"],
      ["e", "Rename"],
    ],
  ],
  [
    "On a task, or on what is selected",
    [
      ["s", "Status"],
      ["p", "Priority"],
      ["a", "People"],
      ["d", "Due date: “next fri”"],
      ["t", "Tags"],
    ],
  ],
  [
    "On the board",
    [
      ["arrows", "Next card"],
      ["alt arrows", "Move the card"],
      ["space", "Take it, arrows, space"],
      ["m", "Move to a column"],
    ],
  ],
];

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const back = useFocusBack();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil">
          <Dialog.Content
            className="sheet shortcuts"
            aria-describedby={undefined}
            onCloseAutoFocus={back}
            onKeyDown={(event) => {
              if (event.key !== "?" && event.key !== "Enter") return;
              event.preventDefault();
              event.stopPropagation();
              onClose();
            }}
          >
            <Dialog.Title asChild>
              <h2>Keyboard shortcuts</h2>
            </Dialog.Title>
            <div className="shortcut-groups">
              {KEYS.map(([group, lines]) => (
                <section key={group}>
                  <h3>{group}</h3>
                  <dl>
                    {lines.map(([keys, words]) => (
                      <div key={keys}>
                        <dt>
                          {keys.split(" ").map((key) => (
                            <kbd key={key} className="kbd">
                              {key}
                            </kbd>
                          ))}
                        </dt>
                        <dd>{words}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </div>
          </Dialog.Content>
        </Dialog.Overlay>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
