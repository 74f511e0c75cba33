import type { Terminal } from "./terminal.ts";

/** Shows how far a download is. */
export interface DownloadBar {
  readonly show: (progress: { readonly file: string; readonly received: number; readonly total: number }) => void;
  /** Takes the bar away. */ readonly clear: () => void;
}

const cells = 20;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** `model.safetensors [#####...............] 25 % of 650.0 MB` */
export const barLine = (file: string, received: number, total: number): string => {
  const share = total > 0 ? Math.min(1, received / total) : 1;
  const full = Math.floor(share * cells);
  const name = file.split("/").at(-1) ?? file;
  return `${name} [${"#".repeat(full)}${".".repeat(cells - full)}] ${Math.floor(100 * share)} % of ${
    megabytes(total)
  } MB`;
};

/** A bar on stderr, drawn over itself; where nothing can be drawn over, a line for each file. */
export const downloadBar = ({ err, redraws, width }: Terminal): DownloadBar => {
  let shown = "";
  return {
    show: ({ file, received, total }) => {
      const line = redraws ? barLine(file, received, total) : `Downloading ${file} (${megabytes(total)} MB)`;
      if (line === shown) { return; }
      shown = line;
      err(redraws ? `\r\u001b[K${line.slice(0, width - 1)}` : `${line}\n`);
    },
    clear: () => {
      if (redraws && shown !== "") { err("\r\u001b[K"); }
    },
  };
};
