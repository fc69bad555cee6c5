// A document for components to be drawn in, cleared after each test.
import { GlobalRegistrator } from "@happy-dom/global-registrator";
import { afterEach, mock } from "bun:test";

const { ReadableStream, TransformStream, TextDecoderStream } = globalThis;
GlobalRegistrator.register({ url: "http://localhost/" });
// The document brings streams of its own, which Bun's don't mix with.
Object.assign(globalThis, { ReadableStream, TransformStream, TextDecoderStream });

// Reflex' own context, which only its build has.
await mock.module("$/utils/context-registry", async () => {
  const { createContext } = await import("react");
  return {
    EventLoopContext: createContext(null),
    ColorModeContext: createContext({
      rawColorMode: "system",
      resolvedColorMode: "light",
      setColorMode: () => undefined,
    }),
  };
});

const { cleanup } = await import("@testing-library/react");
const { queries } = await import("../src/lib/query");

afterEach(() => {
  cleanup();
  queries.clear();
  localStorage.clear();
  sessionStorage.clear();
  document.body.innerHTML = "";
});
