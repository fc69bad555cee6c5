// A language model's wording of an answer that already stands; every sentence of it was checked.
import { useEffect, useState } from "react";
import { Sparkles } from "lucide-react";
import { SourceChip } from "$/public/external/app/ui/components/js/kit.jsx";

const STATES = {
  writing: "Wording it…",
  failed: "The model did not answer: the plain answer stands.",
  done: "Worded by the model; every number and source was checked.",
};
// Where the plain answer found nothing, the model may look with other words.
const REFUSED = {
  writing: "Looking further…",
  failed: "The model had nothing to add that could be proved.",
  done: "Found by the model, which looked further; every number and source was checked.",
};
const dropped = (count) => (count > 0 ? ` ${count} ${count === 1 ? "sentence was" : "sentences were"} dropped: nothing supported ${count === 1 ? "it" : "them"}.` : "");

export function Worded({ worded, refused = false }) {
  const looks = worded.looks ?? [];
  const head = worded.state === "writing" && looks.length && !worded.text ? `${looks[looks.length - 1]}…` : (refused ? REFUSED : STATES)[worded.state];
  return (
    <div className="worded">
      <p className="worded-head" title={looks.join("; ") || undefined}><Sparkles size={13} aria-hidden="true" /><span dir="auto">{head}{dropped(worded.dropped)}</span></p>
      {worded.sentences
        ? worded.sentences.map((one, index) => (
          <p key={index} className="sentence">{one.text}{one.sources.map((source, at) => <SourceChip key={`${source.kind}${source.id}${at}`} source={source} />)}</p>))
        : worded.text && <p className="sentence" dir="auto">{worded.text}<span className="caret" /></p>}
      {worded.state === "done" && looks.length > 0 && <p className="quiet-text" dir="auto">It looked further: {looks.join("; ")}.</p>}
    </div>
  );
}

// The week of a summary in a model's words, above the numbers; nothing where no model is set.
export function WordedWeek({ question = "", fixed = [], model = "" }) {
  const worded = useWording({ question, fixed }, `${question}${fixed.join(";")}`, Boolean(model && question));
  return worded && worded.state !== "failed" ? <Worded worded={worded} /> : null;
}

// With a model configured, its wording streams in above the plain answer, which is already there.
// `body` is the question as the API takes it; another `key` asks anew.
export function useWording(body, key, wanted) {
  const [worded, setWorded] = useState(null);
  useEffect(() => {
    setWorded(null);
    if (!wanted) return undefined;
    const stop = new AbortController();
    const read = async () => {
      setWorded({ state: "writing", text: "", looks: [] });
      const answer = await fetch("/api/v1/ask/stream", { method: "POST", signal: stop.signal, credentials: "same-origin", headers: { "Content-Type": "application/json", Accept: "text/event-stream" }, body: JSON.stringify(body) });
      if (!answer.ok || !answer.body) throw new Error("no stream");
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      let finished = false;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        rest += value.replaceAll("\r", "");
        let cut = rest.indexOf("\n\n");
        while (cut >= 0) {
          const { name, data } = anEvent(rest.slice(0, cut));
          rest = rest.slice(cut + 2);
          cut = rest.indexOf("\n\n");
          if (name === "look") setWorded((now) => ({ ...now, looks: [...now.looks, data.text ?? ""] }));
          if (name === "word") setWorded((now) => ({ ...now, text: now.text + (data.text ?? "") }));
          if (name === "worded") { finished = true; setWorded((now) => (data.sentences?.length ? { state: "done", sentences: data.sentences, looks: now.looks, dropped: data.dropped ?? 0 } : { state: "failed", dropped: data.dropped ?? 0 })); }
        }
      }
      if (!finished) throw new Error("cut off");
    };
    read().catch(() => { if (!stop.signal.aborted) setWorded({ state: "failed", dropped: 0 }); });
    return () => stop.abort();
  }, [key, wanted]);
  return worded;
}

function anEvent(block) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trim());
  }
  try { return { name, data: JSON.parse(data.join("\n") || "{}") }; } catch { return { name: "", data: {} }; }
}
