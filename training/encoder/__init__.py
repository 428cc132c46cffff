"""Two small bidirectional sentence encoders (memory, ethics) from one pretrained base.

Order of the recipe: ``prepare`` (tokenizer, token vectors, examples) → ``pretrain`` (base) →
``ethics`` and ``memory`` (fine-tunes) → ``evaluate`` → ``export``.
"""
