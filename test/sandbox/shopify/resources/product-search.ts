import { hasWord, type Searchable } from "../graphql/search.ts";
import { gidNumber } from "../store/ids.ts";
import type { Product } from "../store/types.ts";

export const productSearch: Searchable<Product> = {
  fields: {
    id: (product, { value }) => gidNumber(product.id) === gidNumber(value),
    title: (product, { value }) => hasWord(product.title, value),
    handle: (product, { value }) => product.handle === value,
    tag: (product, { value }) =>
      product.tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  },
  text: (product) => [product.title, product.handle, ...product.tags],
};
