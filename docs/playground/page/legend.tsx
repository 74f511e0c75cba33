/** What the colours of the grid mean. */
export const Legend = () => (
  <ul class="legend" aria-label="Colours of the grid">
    <li>
      <b class="badge given">a</b>given
    </li>
    <li>
      <b class="badge noise">&#8199;</b>masked or noise
    </li>
    <li>
      <b class="badge drafted changed">a</b>drafted
    </li>
    <li>
      <b class="badge kept">a</b>kept
    </li>
    <li>
      <b class="badge renoised">
        <s>a</s>
      </b>re-noised
    </li>
    <li>
      <b class="badge rejected">
        <s>a</s>
      </b>draft not taken
    </li>
    <li>
      <b class="badge committed">a</b>committed
    </li>
  </ul>
);
