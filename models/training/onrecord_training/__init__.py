"""How en_onrecord is made: converters, network, training, export, packaging, evaluation."""
