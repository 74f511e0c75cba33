/**
 * Lets messages in, such as the one that stops a run: promises alone never do.
 *
 * By a channel, as a timer would wait four milliseconds each time.
 */
export const breathe = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
