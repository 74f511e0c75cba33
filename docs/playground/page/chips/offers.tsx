import { fits, type Offer, offersAt } from "../../program/fits.ts";
import { inserted } from "../../program/edit.ts";
import type { Path } from "../../program/path.ts";
import { abilitiesOf, type Half, setup } from "../store.ts";
import { changePipeline } from "./change.ts";
import { selected } from "./selection.ts";

const OfferItem = ({ offer, onTake }: { offer: Offer; onTake: () => void }) => {
  const good = fits(offer);
  return (
    <li class={good ? "fits" : "misfits"}>
      <button type="button" aria-disabled={!good} onClick={good ? onTake : () => undefined}>{offer.label}</button>
      <span>{good ? offer.says : offer.problems[0]}</span>
    </li>
  );
};

const counted = (fitting: number): string =>
  fitting === 0 ? "No stage fits" : fitting === 1 ? "1 stage fits" : `${fitting} stages fit`;

/** The stages that fit into a gap and, behind them, those that do not, each with the reason. */
export const Offers = ({ half, gap }: { half: Half; gap: Path }) => {
  const { length } = setup.value;
  const { nodes } = setup.value.sides[half];
  const run = Number.isInteger(length) && length > 0 ? { length } : {};
  const offers = offersAt(nodes, gap, abilitiesOf(half), run);
  const take = (offer: Offer): void => {
    changePipeline(half, inserted(nodes, gap, offer.node));
    selected[half]!.value = { what: "chip", path: gap };
  };
  return (
    <div class="detail" role="group" aria-label="Stages for this place">
      <p class="place">{`${counted(offers.filter(fits).length)} here. The others say why they do not.`}</p>
      <ul class="offers">
        {offers.map((offer) => <OfferItem key={offer.label} offer={offer} onTake={() => take(offer)} />)}
      </ul>
    </div>
  );
};
