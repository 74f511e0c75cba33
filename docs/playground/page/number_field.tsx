/** What a number may be. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Does the slider move by factors? `min` is above 0 then. */ readonly log?: boolean;
}

/** A field for a number. */
export interface NumberFieldProps extends Range {
  readonly label: string;
  readonly name: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** Places of a slider that moves by factors. */
const PLACES = 100;

const clamp = (value: number, { min, max }: Range): number => Math.max(min, Math.min(max, value));

const isLog = ({ log, min, max }: Range): boolean => log === true && min > 0 && max > min;

/** Where the slider stands for a value. */
const placeOf = (value: number, range: Range): number => {
  const inside = clamp(value, range);
  return isLog(range) ? PLACES * Math.log(inside / range.min) / Math.log(range.max / range.min) : inside;
};

/** The value of a place, on the steps of the range. */
const valueAt = (place: number, range: Range): number => {
  if (!isLog(range)) { return place; }
  const value = range.min * (range.max / range.min) ** (place / PLACES);
  return clamp(Number((Math.round(value / range.step) * range.step).toFixed(6)), range);
};

/** A slider, and the number itself, which may be typed: beyond the slider's end too. */
export const NumberField = ({ label, name, value, onChange, ...range }: NumberFieldProps) => {
  const give = (found: number): void => {
    if (Number.isFinite(found) && found !== value) { onChange(found); }
  };
  /** Whoever takes the number draws the field anew; what was refused or emptied must not stand there while another one runs. */
  const typed = (input: HTMLInputElement): void => {
    const found = input.valueAsNumber;
    input.value = String(value);
    give(found);
  };
  const whole = Number.isInteger(range.step);
  return (
    <div class="number">
      <label>
        <span>{label}</span>
        <input
          type="number"
          name={name}
          value={value}
          min={range.min}
          step={whole ? 1 : "any"}
          inputmode={whole ? "numeric" : "decimal"}
          onChange={(event) => typed(event.currentTarget)}
        />
      </label>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={String(value)}
        min={isLog(range) ? 0 : range.min}
        max={isLog(range) ? PLACES : range.max}
        step={isLog(range) ? 1 : range.step}
        value={placeOf(value, range)}
        onInput={(event) => give(valueAt(event.currentTarget.valueAsNumber, range))}
      />
    </div>
  );
};
