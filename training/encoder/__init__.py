"""The sentence encoders of ethics, memory and replies, and the classifier.

Two bases: a bag of morphemes (``prepare`` → ``pretrain``) and six layers of a pretrained BERT
(``distil``). From them ``ethics``, ``memory``, ``classifier`` and ``reply`` → ``export`` →
``replies`` → ``evaluate``.
"""
