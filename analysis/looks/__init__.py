"""How alike neighbors look, by measures that know no network: is a network grouping by looks or by meaning?"""
