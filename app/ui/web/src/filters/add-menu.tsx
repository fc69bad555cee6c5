// The fields to ask, by what one types; and a whole line, as the search understands it.
import { useState } from "react";
import { sentenceOf } from "../lib/http";
import { MenuItem, MenuList } from "../pickers/menu-list";
import { fitting } from "../pickers/options";
import { LeafEditor } from "./leaf-editor";
import { fromText, type Filter, type Leaf } from "./tree";
import { fieldsToAsk, narrowedBy, useVocabulary, type FilterField } from "./vocabulary";

interface AddMenuProps {
  where: Filter;
  leaf: Leaf | null;
  listId?: number;
  onLeaf: (leaf: Leaf | null) => void;
  /** The filter as a line made it; left out where only one field is asked. */
  onWhere?: (where: Filter) => void;
  onDone: () => void;
}

export default function AddMenu({ where, leaf, listId, onLeaf, onWhere, onDone }: AddMenuProps) {
  const { data: vocabulary, error } = useVocabulary(listId, true);
  const [field, setField] = useState<FilterField | null>(null);
  if (error) return <div className="menu-empty">{sentenceOf(error)}</div>;
  if (!vocabulary) return <div className="menu-empty">One moment…</div>;
  if (field) {
    return (
      <LeafEditor
        field={field}
        leaf={leaf}
        vocabulary={vocabulary}
        onChange={onLeaf}
        onDone={onDone}
      />
    );
  }
  return (
    <FieldList
      fields={fieldsToAsk(vocabulary)}
      where={where}
      onField={setField}
      onWhere={onWhere}
    />
  );
}

interface FieldListProps extends Pick<AddMenuProps, "where" | "onWhere"> {
  fields: FilterField[];
  onField: (field: FilterField) => void;
}

function FieldList({ fields, where, onField, onWhere }: FieldListProps) {
  const [words, setWords] = useState("");
  const [refusal, setRefusal] = useState("");
  const found = fitting(
    fields.map(({ name, label }) => ({ value: name, label })),
    words,
  );
  const readLine = () => {
    narrowedBy(where, words)
      .then((next) => {
        const read = fromText(JSON.stringify(next));
        if (read) onWhere?.(read);
      })
      .catch((error: unknown) => setRefusal(sentenceOf(error)));
  };
  const isLine = onWhere && words.trim() && (words.includes(":") || !found.length);
  return (
    <MenuList
      label="Filter by"
      placeholder="Filter by…"
      words={words}
      onWords={(next) => {
        setWords(next);
        setRefusal("");
      }}
    >
      {fields
        .filter(({ name }) => found.some((one) => one.value === name))
        .map((field) => (
          <MenuItem key={field.name} value={field.name} onSelect={() => onField(field)}>
            {field.label}
          </MenuItem>
        ))}
      {isLine && (
        <MenuItem value="=line" onSelect={readLine}>
          <span className="cut">Read “{words.trim()}” as a filter</span>
        </MenuItem>
      )}
      {refusal && (
        <div className="menu-empty wrong" role="alert">
          {refusal}
        </div>
      )}
      {!found.length && !isLine && <div className="menu-empty">No field is called that.</div>}
    </MenuList>
  );
}
