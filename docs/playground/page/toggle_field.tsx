/** A switch. */
export interface ToggleFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Draws it. */
export const ToggleField = ({ label, name, value, onChange }: ToggleFieldProps) => (
  <label class="switch">
    <input
      type="checkbox"
      role="switch"
      name={name}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>{label}</span>
  </label>
);
