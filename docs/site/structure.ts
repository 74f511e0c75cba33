import type { Body, Node, Program } from "../../dsl/mod.ts";
import { bodiesOf } from "../../dsl/interpreters/bodies_of.ts";
import { outlineOf } from "../../dsl/interpreters/outline.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;" };
const escape = (text: string): string => text.replace(/[&<>{]/g, (character) => entities[character]!);

const label = (node: Node): string => {
  const { name, knobs } = outlineOf(node);
  return [`<b>${escape(name)}</b>`, ...knobs.map((knob) => `<span>${escape(knob)}</span>`)].join(" ");
};

const listOf = (body: Body): string => `<ol>${body.map(itemOf).join("")}</ol>`;

const itemOf = (node: Node): string => {
  const parts = bodiesOf(node);
  const inner = parts.length === 1
    ? listOf(parts[0]!.body)
    : parts.map(({ label, body }) => `<div class="branch"><i>${label}</i>${listOf(body)}</div>`).join("");
  return `<li class="${parts.length === 0 ? "stage" : "frame"}">${label(node)}${inner}</li>`;
};

/** A program as nested lists, which the style sheet draws as boxes (stages) in frames (loops, groups, branches). */
export const structure = ({ nodes }: Program): string => `<div class="structure">${listOf(nodes)}</div>`;
