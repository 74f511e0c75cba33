import type { Stream } from "../ops.ts";
import type { Name } from "./graph.ts";

/** Whose tokens a tensor has: those of both streams (clean ones first), of one, or none: weights and what belongs to a row. */
export type Tokens = Stream | "both" | "none";

/** A tensor of the graph that the network's description holds; `stream` is what the description knows of it. */
export interface Edge {
  readonly name: Name;
  readonly stream: Stream | null;
  readonly tokens: Tokens;
  /** Which tensor it is in any graph of the same description. */ readonly id: string;
}

/** Which streams ask for an operation, by its identity. */
export type Asked = ReadonlyMap<string, ReadonlySet<Stream>>;

/** What it takes to make an operation's results: inputs with the same tokens, and what the others are called. */
export type Make = (inputs: readonly Name[], tokens: Tokens) => readonly Name[];

const tokensOf = (streams: ReadonlySet<Stream> | undefined): Tokens =>
  streams === undefined || streams.size === 2 ? "both" : [...streams][0];

/**
 * Computes two streams that go through the same layers side by side: what both ask for is one operation on all their tokens.
 *
 * So each weight is read once a call and packed once in memory, and a stream without tokens costs nothing. What only one stream
 * asks for (the head, the end of the last layer) is computed for its tokens alone, which takes knowing all that will be asked:
 * `asked` of a first pass over the description; without it everything is taken to be asked for by both.
 *
 * @param cut The tokens of one stream, from a tensor that has those of both.
 */
export const sideBySide = (cut: (name: Name, stream: Stream) => Name, known: Asked | null) => {
  const asked = new Map<string, Set<Stream>>();
  const made = new Map<string, readonly Omit<Edge, "stream">[]>();
  const cuts = new Map<string, Name>();
  const narrow = (edge: Edge, tokens: Tokens): Name => {
    if (edge.tokens !== "both" || tokens === "both" || tokens === "none") { return edge.name; }
    const key = `${edge.id} ${tokens}`;
    const name = cuts.get(key) ?? cut(edge.name, tokens);
    cuts.set(key, name);
    return name;
  };
  return {
    asked: asked as Asked,
    /** The results of an operation for a stream (null: for the row), made when it is first asked for. */
    ask: (what: string, stream: Stream | null, inputs: readonly (Edge | null)[], make: Make): readonly Edge[] => {
      const id = `${what}(${inputs.map((input) => input?.id)})`;
      if (stream !== null) { asked.set(id, (asked.get(id) ?? new Set()).add(stream)); }
      const tokens = stream === null ? "none" : tokensOf(known?.get(id));
      const names = () => make(inputs.map((input) => input === null ? "" : narrow(input, tokens)), tokens);
      const edges = made.get(id) ?? names().map((name, i) => ({ name, tokens, id: `${made.size}.${i}` }));
      made.set(id, edges);
      return edges.map((edge) => ({ ...edge, stream }));
    },
    narrow,
  };
};

/** Two streams side by side in a graph. */
export type SideBySide = ReturnType<typeof sideBySide>;
