from checkpoints.keras_errors import explained


def test_a_custom_class_is_named():
    error = TypeError("Could not locate class 'GeM'. Make sure custom classes are decorated\n...")
    assert explained("epoch_1.keras", error) == "epoch_1.keras needs the class 'GeM', which is not part of Keras."


def test_long_messages_are_cut_to_one_paragraph():
    message = explained("a.h5", ValueError("words\n" * 200))
    assert message.startswith("a.h5 cannot be loaded as a Keras model: words words")
    assert len(message) < 400
    assert "\n" not in message
