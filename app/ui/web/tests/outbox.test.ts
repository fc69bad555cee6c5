// What is sent is kept until the server has it: in order, once, and a refusal is left for its person.
import { afterAll, afterEach, beforeEach, expect, mock, spyOn, test } from "bun:test";
import { noted } from "../src/lib/connection";
import {
  entries,
  flush,
  forget,
  sendAgain,
  sendComment,
  sendText,
  whenSent,
} from "../src/lib/outbox";
import { keepFor } from "../src/lib/storage";

interface Asked {
  url: string;
  body: Record<string, unknown>;
}

let asked: Asked[] = [];
let answers: (() => Response | Promise<Response>)[] = [];
const server = spyOn(globalThis, "fetch");

beforeEach(() => {
  keepFor(1);
  asked = [];
  answers = [];
  server.mockImplementation(
    mock((url: string, init?: RequestInit) => {
      asked.push({ url, body: JSON.parse(String(init?.body)) as Record<string, unknown> });
      return Promise.resolve((answers.shift() ?? saved)());
    }) as unknown as typeof fetch,
  );
});

afterEach(() => {
  for (const one of entries()) forget(one);
  noted("requests", true);
});

afterAll(() => server.mockRestore());

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });
const saved = () => json({ text: "joined", version: 8, batch: "b", is_joined: false });
const unreachable = () => Promise.reject<Response>(new TypeError("no network"));
const problem =
  (status: number, more = {}) =>
  () =>
    json({ title: "No", detail: "That was not done.", status, ...more }, status);

const write = (text: string, item = 1) =>
  sendText(`task:${item}:description`, "Description", {
    noun: "task",
    id: item,
    field: "description",
    text,
    based_on: 7,
  });
const say = (text: string) =>
  sendComment("task:ENG-1:new", "Comment", "/api/v1/tasks/ENG-1/comments", { text });

test("what is kept goes out in order, and is gone when the server has it", async () => {
  const told = mock();
  const stop = whenSent(told);
  write("One");
  say("Two");
  expect(entries()).toHaveLength(2);
  await flush();
  stop();

  expect(asked.map((one) => one.body["text"])).toEqual(["One", "Two"]);
  expect(entries()).toEqual([]);
  expect(told).toHaveBeenCalledTimes(2);
});

test("without a connection it stays, and a comment sent again has the same name", async () => {
  answers = [unreachable];
  say("Once");
  await flush();
  expect(entries()).toHaveLength(1);
  await flush();

  const names = asked.map((one) => one.body["sent_as"]);
  expect(names).toHaveLength(2);
  expect(names[0]).toBe(names[1]);
  expect(entries()).toEqual([]);
});

test("a busy server is asked again; nothing overtakes what waits", async () => {
  answers = [problem(503)];
  say("First");
  say("Second");
  await flush();
  expect(asked).toHaveLength(1);
  await flush();

  expect(asked.map((one) => one.body["text"])).toEqual(["First", "First", "Second"]);
});

test("a refusal is kept with its sentence, and what comes after goes on", async () => {
  answers = [problem(422)];
  write("Refused");
  write("Fine", 2);
  await flush();

  const [left, ...others] = entries();
  expect(others).toEqual([]);
  expect(left?.refusal).toBe("That was not done.");
  await flush();
  expect(asked).toHaveLength(2);
  if (left) sendAgain(left);
  await flush();
  expect(entries()).toEqual([]);
});

test("of one text the last words are sent, others' texts stay", () => {
  write("Old");
  write("New");
  write("Another", 2);

  expect(entries().map((one) => one.body.text)).toEqual(["New", "Another"]);
});

test("what was typed while a save was under way grew from what was sent", async () => {
  answers = [
    () => {
      write("Sent, and more");
      return saved();
    },
  ];
  write("Sent");
  await flush();

  expect(asked[1]?.body).toMatchObject({
    text: "Sent, and more",
    based_on: 8,
    grew_from: "Sent",
  });
});
