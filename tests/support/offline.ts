/** Runs in a Node process before anything else: sockets go to this machine only. */
const guard = `
import net from "node:net";
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const first = Array.isArray(given[0]) ? given[0][0] : given[0];
  const { path, host = "localhost" } = typeof first === "object" ? first : { host: given[1] };
  if (path === undefined && !/^(127\\.|::1$|localhost$)/.test(host)) {
    throw new Error("asked for " + host + ", which is not on this machine");
  }
  return connect.apply(this, given);
};
`;

/** Nothing listens there: what goes to the network through a proxy, as Deno does, fails. */
const nowhere = "http://127.0.0.1:9";

/** The environment of a process that must do without the network: Node throws, Deno finds nobody. Its children inherit it. */
export const offline: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(guard)}`,
  HTTP_PROXY: nowhere,
  HTTPS_PROXY: nowhere,
};
