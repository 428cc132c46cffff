"""Hair segmenter: prepare → teacher → soft_labels → distill → evaluate → export."""
