import { catalogueAgrees } from "../../support/catalogue_agrees.ts";

/** N = 20,000 rows a sampler, G-tests, false-alarm rate of the family 1e-3. */
catalogueAgrees(20_000);
