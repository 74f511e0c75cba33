/** The worker: it runs the job that it is sent and answers with messages. Its page ends it, with all it held on a device. */
import type { Answer, Job } from "./job.ts";
import { runJob } from "./run_job.ts";

const worker = globalThis as unknown as {
  onmessage: (message: MessageEvent<Job>) => void;
  postMessage: (answer: Answer) => void;
};

worker.onmessage = ({ data }) => void runJob(data, (answer) => worker.postMessage(answer));
