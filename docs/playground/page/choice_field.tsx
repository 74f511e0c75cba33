/** One of several. */
export interface Option<A extends string> {
  readonly value: A;
  readonly text: string;
}

/** A field for one of several. */
export interface ChoiceFieldProps<A extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: A;
  readonly options: readonly Option<A>[];
  readonly onChange: (value: A) => void;
}

/** A drop-down list. */
export const ChoiceField = <A extends string>({ label, name, value, options, onChange }: ChoiceFieldProps<A>) => (
  <label>
    <span>{label}</span>
    <select name={name} value={value} onChange={(event) => onChange(event.currentTarget.value as A)}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>{option.text}</option>
      ))}
    </select>
  </label>
);
